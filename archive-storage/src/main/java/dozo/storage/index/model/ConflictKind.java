package dozo.storage.index.model;

/** In what way an object that was accepted disagrees with what the index already held. Nothing is ever merged because of it. */
public enum ConflictKind {
    /** A study came without Patient ID; it has a patient of its own. */
    MISSING_PATIENT_ID,
    /** A Study Instance UID came under a second patient; there are now two studies of that UID. */
    STUDY_CHANGES_PATIENT,
    /** A Series Instance UID came under a second Study Instance UID. */
    SERIES_CHANGES_STUDY,
    /** A new version of an instance names another series than the version before. */
    INSTANCE_CHANGES_SERIES,
    /** Patient's Name, Birth Date or Sex differ from those first received for the patient. */
    DEMOGRAPHICS_DIFFER,
    /**
     * Two objects of one instance were journaled under one version number, each where the other's journal was not at hand.
     * Both are kept as versions; the one received later is handed out.
     */
    VERSION_CLAIMED_TWICE;

    /** Its bit in a set of kinds held as a number. */
    public int bit() {
        return 1 << ordinal();
    }
}
