package dozo.storage.index.table;

import dozo.storage.index.header.NameKeys;

/** A patient row as far as filing needs it. Identifies a patient: not for logs. */
record KnownPatient(long pk, PatientKey key, NameKeys name, Integer birthDate, String sex) {

    /** Whether both have a value of name, birth date or sex and it is not the same. */
    boolean contradicts(NameKeys otherName, Integer otherBirthDate, String otherSex) {
        return name.contradicts(otherName)
                || birthDate != null && otherBirthDate != null && !birthDate.equals(otherBirthDate)
                || !sex.isEmpty() && !otherSex.isEmpty() && !sex.equals(otherSex);
    }

    @Override
    public String toString() {
        return "KnownPatient[" + pk + ']';
    }
}
