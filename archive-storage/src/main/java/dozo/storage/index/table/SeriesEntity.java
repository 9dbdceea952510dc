package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A series, as first received. */
@Entity
@Table(name = "series")
class SeriesEntity {

    @Id
    @Column(name = "pk")
    long pk;

    @Column(name = "study_pk")
    long studyPk;

    @Column(name = "series_instance_uid")
    String seriesInstanceUid;

    @Column(name = "modality")
    String modality;

    @Column(name = "series_number")
    Integer seriesNumber;

    @Column(name = "series_date")
    Integer seriesDate;

    @Column(name = "series_time")
    Long seriesTime;

    @Column(name = "performed_date")
    Integer performedDate;

    @Column(name = "performed_time")
    Long performedTime;

    @Column(name = "description")
    String description;

    @Column(name = "body_part")
    String bodyPart;

    @Column(name = "station")
    String station;

    @Column(name = "institution")
    String institution;

    @Column(name = "protocol")
    String protocol;

    @Column(name = "attributes")
    byte[] attributes;
}
