package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The part of a series that later objects change. */
@Entity
@Table(name = "series")
class SeriesTotalsEntity {

    @Id
    @Column(name = "pk")
    long pk;

    @Column(name = "instance_count")
    long instanceCount;

    @Column(name = "total_bytes")
    long totalBytes;

    @Column(name = "sop_classes")
    String sopClasses;
}
