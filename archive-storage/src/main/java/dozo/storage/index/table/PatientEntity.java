package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A patient, as first received. */
@Entity
@Table(name = "patient")
class PatientEntity {

    @Id
    @Column(name = "pk")
    long pk;

    @Column(name = "patient_id")
    String patientId;

    @Column(name = "issuer")
    String issuer;

    @Column(name = "own_study_uid")
    String ownStudyUid;

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

    @Column(name = "attributes")
    byte[] attributes;

    /** Corrected values, encoded as the attributes; null where nothing was corrected. */
    @Column(name = "overlay")
    byte[] overlay;
}
