package dozo.storage.index.query;

/** The tables of what later objects change, as they are joined to the studies {@code s} and series {@code e} that have a row there each. */
final class Totals {

    static final String OF_STUDY = " join {schema}.study_total st on st.study_pk = s.pk";

    static final String OF_SERIES = " join {schema}.series_total et on et.series_pk = e.pk";

    private Totals() {}
}
