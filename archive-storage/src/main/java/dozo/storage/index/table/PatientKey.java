package dozo.storage.index.table;

import dozo.core.dataset.Tag;
import dozo.storage.index.header.Header;

/**
 * What makes a patient: Patient ID and issuer, case-sensitive; without Patient ID the one study it has, so that such
 * patients are never merged. Identifies a patient: not for logs.
 */
record PatientKey(String patientId, String issuer, String ownStudyUid) {

    static PatientKey of(Header header, String studyInstanceUid) {
        String patientId = header.text(Tag.PatientID);
        return patientId.isEmpty()
                ? new PatientKey("", "", studyInstanceUid)
                : new PatientKey(patientId, header.text(Tag.IssuerOfPatientID), "");
    }

    boolean isMissing() {
        return patientId.isEmpty();
    }

    @Override
    public String toString() {
        return "PatientKey";
    }
}
