package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What later objects change of a series. */
@Entity
@Table(name = "series_total")
class SeriesTotalEntity {

    @Id
    @Column(name = "series_pk")
    long seriesPk;

    @Column(name = "instance_count")
    long instanceCount;

    @Column(name = "total_bytes")
    long totalBytes;

    @Column(name = "sop_classes")
    String sopClasses;
}
