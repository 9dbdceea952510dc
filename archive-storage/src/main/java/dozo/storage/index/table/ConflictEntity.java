package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A conflict found while filing. */
@Entity
@Table(name = "conflict")
class ConflictEntity {

    @Id
    @Column(name = "pk")
    long pk;

    @Column(name = "kind")
    String kind;

    @Column(name = "study_instance_uid")
    String studyInstanceUid;

    @Column(name = "series_instance_uid")
    String seriesInstanceUid;

    @Column(name = "sop_instance_uid")
    String sopInstanceUid;

    @Column(name = "held")
    String held;

    @Column(name = "arrived")
    String arrived;

    @Column(name = "detected_at")
    long detectedAt;
}
