package dozo.admin.bench.peer;

import dozo.storage.testing.IndexFiller;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The archives there are, what each needs, and how it is started. */
public enum PeerKind {
    DOZO_H2("Dozo, H2", List.of(), DozoPeer::onH2),
    DOZO_POSTGRESQL("Dozo, PostgreSQL", List.of(Program.POSTGRES), DozoPeer::onPostgres),
    ORTHANC_SQLITE("Orthanc, SQLite", List.of(Program.ORTHANC), OrthancPeer::onSqlite),
    ORTHANC_POSTGRESQL(
            "Orthanc, PostgreSQL",
            List.of(Program.ORTHANC, Program.ORTHANC_PLUGIN, Program.POSTGRES),
            OrthancPeer::onPostgres),
    STORESCP("DCMTK storescp", List.of(Program.STORESCP), StorescpPeer::new),
    DCMQRSCP("DCMTK dcmqrscp", List.of(Program.DCMQRSCP), DcmqrscpPeer::new),
    /** Takes all and keeps nothing: shows what the load generator can offer. */
    SINK("null sink", List.of(), SinkPeer::new);

    private final String title;
    private final List<Program> programs;
    private final Starter starter;

    PeerKind(String title, List<Program> programs, Starter starter) {
        this.title = title;
        this.programs = programs;
        this.starter = starter;
    }

    /** Starts a peer and waits until it answers. */
    @FunctionalInterface
    interface Starter {
        Peer start(Place place) throws IOException;
    }

    /** Name for tables. */
    public String title() {
        return title;
    }

    /** Name for the command line and for files: small letters and hyphens. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The peer of this key. */
    public static PeerKind of(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such peer: " + key));
    }

    /** The most studies that it holds: dcmqrscp begins to delete beyond that, whatever its configuration says. */
    public int mostStudies() {
        return this == DCMQRSCP ? 500 : Integer.MAX_VALUE;
    }

    /** Whether it matches Modalities in Study; one that does not answers as if that were not asked. */
    public boolean matchesModalities() {
        return this != DCMQRSCP;
    }

    /** Whether this is the archive of this project. */
    public boolean isDozo() {
        return this == DOZO_H2 || this == DOZO_POSTGRESQL;
    }

    /** The most associations that may store at once: processes of dcmqrscp write over each other's files. */
    public int mostWriters() {
        return this == DCMQRSCP ? 1 : Integer.MAX_VALUE;
    }

    /** What is not installed of what it needs. */
    public List<Program> missing() {
        List<Program> missing = new ArrayList<>(programs);
        missing.removeIf(program -> program.path().isPresent());
        return missing;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @throws IOException when it does not start; the message tells where its log is
     */
    public Peer start(Place place) throws IOException {
        return starter.start(place);
    }

    /**
     * Fills the index of an archive of this project that was not started yet.
     *
     * @throws IllegalStateException when this is another's archive
     */
    public void fillIndex(Place place, IndexFiller filler) throws IOException, SQLException {
        switch (this) {
            case DOZO_H2 -> DozoIndex.fillH2(place, filler);
            case DOZO_POSTGRESQL -> DozoIndex.fillPostgres(place, filler);
            default -> throw new IllegalStateException("nobody knows the tables of " + title);
        }
    }
}
