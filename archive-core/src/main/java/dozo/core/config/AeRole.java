package dozo.core.config;

import java.util.Locale;

/** What a known AE may ask of this archive. */
public enum AeRole {
    /** C-STORE (PS3.4 Annex B). */
    STORE,
    /** C-FIND (PS3.4 section C.4.1). */
    QUERY,
    /** C-MOVE and C-GET (PS3.4 sections C.4.2 and C.4.3). */
    RETRIEVE,
    /** Storage Commitment (PS3.4 Annex J). */
    COMMIT;

    /** As written in the configuration and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
