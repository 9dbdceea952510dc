package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A study, with its patient's search values. */
@Entity
@Table(name = "study")
class StudyEntity {

    @Id
    @Column(name = "pk")
    long pk;

    @Column(name = "patient_pk")
    long patientPk;

    @Column(name = "study_instance_uid")
    String studyInstanceUid;

    @Column(name = "patient_id")
    String patientId;

    @Column(name = "issuer")
    String issuer;

    @Column(name = "name_alphabetic")
    String nameAlphabetic;

    @Column(name = "name_ideographic")
    String nameIdeographic;

    @Column(name = "name_phonetic")
    String namePhonetic;

    @Column(name = "birth_date")
    Integer birthDate;

    @Column(name = "sex")
    String sex;

    @Column(name = "study_date")
    Integer studyDate;

    @Column(name = "study_time")
    Long studyTime;

    @Column(name = "accession_number")
    String accessionNumber;

    @Column(name = "study_id")
    String studyId;

    @Column(name = "description")
    String description;

    @Column(name = "referring_alphabetic")
    String referringAlphabetic;

    @Column(name = "referring_ideographic")
    String referringIdeographic;

    @Column(name = "referring_phonetic")
    String referringPhonetic;

    @Column(name = "attributes")
    byte[] attributes;

    /** Corrected values, encoded as the attributes; null where nothing was corrected. */
    @Column(name = "overlay")
    byte[] overlay;

    @Column(name = "first_received_at")
    long firstReceivedAt;
}
