package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** The one row that says how much there is. */
@Entity
@Table(name = "total")
class TotalEntity {

    @Id
    @Column(name = "pk")
    int pk;

    /** Grows with every write, so that a database that stepped back is noticed. */
    @Version
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
}
