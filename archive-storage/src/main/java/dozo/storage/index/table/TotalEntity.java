package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that says how much there is. */
@Entity
@Table(name = "total")
class TotalEntity {

    @Id
    @Column(name = "pk")
    int pk;

    /** Grows with every write, so that a database that stepped back is noticed. */
    @Column(name = "revision")
    long revision;

    @Column(name = "patients")
    long patients;

    @Column(name = "studies")
    long studies;

    @Column(name = "series")
    long series;

    @Column(name = "instances")
    long instances;

    @Column(name = "bytes")
    long bytes;

    @Column(name = "conflicts")
    long conflicts;

    TotalEntity copy() {
        TotalEntity copy = new TotalEntity();
        copy.pk = pk;
        copy.revision = revision;
        copy.patients = patients;
        copy.studies = studies;
        copy.series = series;
        copy.instances = instances;
        copy.bytes = bytes;
        copy.conflicts = conflicts;
        return copy;
    }

    /** Finds no row when the database was put back to an earlier state. */
    void update(String schema, RowChanges changes) {
        changes.add(
                "update " + schema + ".total set revision = ?, patients = ?, studies = ?, series = ?, instances = ?,"
                        + " bytes = ?, conflicts = ? where pk = ? and revision = ?",
                revision + 1,
                patients,
                studies,
                series,
                instances,
                bytes,
                conflicts,
                pk,
                revision);
        revision++;
    }
}
