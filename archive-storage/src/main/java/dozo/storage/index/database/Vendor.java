package dozo.storage.index.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;

/** The databases that can hold the index, with everything in which they differ. */
public enum Vendor {

    /** Embedded, one process at a time. */
    H2("varbinary(1048576)", "", "") {
        @Override
        String complete(String url) {
            // Unquoted names in lower case, as PostgreSQL has them; closed by us, in our order, not by a shutdown hook.
            String complete = with(url, "DATABASE_TO_LOWER", "TRUE");
            complete = with(complete, "DB_CLOSE_ON_EXIT", "FALSE");
            // Parsed statements kept per connection: filing one image takes more kinds of them than the default of 8.
            complete = with(complete, "QUERY_CACHE_SIZE", "64");
            // Nobody asks the same twice without a change between; each change would look for answers to forget.
            complete = with(complete, "OPTIMIZE_REUSE_RESULTS", "FALSE");
            complete = with(complete, "LOCK_TIMEOUT", "30000");
            // We say when it is saved, at a moment when nobody changes it, and this is the longest delay there is. An
            // address that has another one is refused by H2, since its option stands there twice then.
            return complete + ";WRITE_DELAY=" + Integer.MAX_VALUE;
        }

        @Override
        String prepareReader(long millis) {
            return "set query_timeout " + millis;
        }

        @Override
        String lockRow(String table, String condition) {
            // Locks as "for update" does, but its plan is kept, where that of the other is made anew each time.
            return "update " + table + " set slot = slot where " + condition;
        }

        @Override
        void force(Connection connection) throws SQLException {
            // A commit is saved within half a second and never forced; images need no more, since journals have them.
            try (Statement statement = connection.createStatement()) {
                statement.execute("checkpoint sync");
            }
        }

        @Override
        void endOthers(Connection connection) throws SQLException {
            // Its driver does not end a connection in use, as a pool asks it to, and one alone keeps the database open.
            try (Statement statement = connection.createStatement()) {
                statement.execute("select abort_session(session_id) from information_schema.sessions"
                        + " where session_id <> session_id()");
            }
        }

        private String with(String url, String option, String value) {
            boolean there = url.toUpperCase(Locale.ROOT).contains(";" + option + '=');
            return there ? url : url + ';' + option + '=' + value;
        }
    },

    /** A server, for production and for the pair. */
    POSTGRESQL("bytea", "collate \"C\"", "with (fillfactor = 85)") {
        @Override
        String complete(String url) {
            return url;
        }

        @Override
        String prepareReader(long millis) {
            // A reader goes along indexes, a page at a time, whatever the values are. To plan that anew takes longer
            // than the page, and a plan that reads a table from end to end is never wanted.
            return "set statement_timeout to " + millis
                    + "; set plan_cache_mode to force_generic_plan"
                    + "; set enable_seqscan to off; set enable_hashjoin to off; set enable_mergejoin to off"
                    // A table of one row has no other plan, which then counts as so dear that it would be compiled.
                    + "; set jit to off";
        }

        @Override
        String lockRow(String table, String condition) {
            // An update would leave a dead row behind each time.
            return "select slot from " + table + " where " + condition + " for update";
        }

        @Override
        void force(Connection connection) {
            // Its commits are durable, as the writers' connections ask for.
        }

        @Override
        void endOthers(Connection connection) {
            // Its driver ends a connection in use when the pool that has it is closed; other sessions are not ours.
        }
    };

    private final Map<String, String> placeholders;

    Vendor(String bytes, String binary, String room) {
        this.placeholders = Map.of("bytes", bytes, "binary", binary, "room", room);
    }

    /** @throws IllegalArgumentException when the JDBC address is of neither */
    public static Vendor of(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return H2;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IllegalArgumentException("the index runs on H2 and PostgreSQL only");
    }

    /** Whether a migration script that is broken off leaves the tables that it had made. */
    boolean keepsTablesOfBrokenScripts() {
        return this == H2;
    }

    /** Whether a commit is in memory only until this process saves it; else it is durable. */
    boolean isSavedByUs() {
        return this == H2;
    }

    /** What the migration scripts spell differently. */
    Map<String, String> placeholders() {
        return placeholders;
    }

    /** The address with the options that this program relies on. */
    abstract String complete(String url);

    /** Statements for a connection that only reads: each later one ends after so long. */
    abstract String prepareReader(long millis);

    /** Whether several statements, parted by semicolons, may be sent as one, and are not parsed anew each time then. */
    public boolean takesStatementsTogether() {
        return this == POSTGRESQL;
    }

    /** Whether a select within a select is planned once; H2 plans it for each execution, which takes longer than two statements. */
    public boolean keepsPlansOfSubselects() {
        return this == POSTGRESQL;
    }

    /**
     * A statement that locks the rows of a table with slots that fit a condition until the transaction ends. Gives them as rows,
     * or their number as that of changed ones.
     */
    abstract String lockRow(String table, String condition);

    /** Ends what this process has left of connections but this one, whatever they are doing. */
    abstract void endOthers(Connection connection) throws SQLException;

    /** Makes what was committed on this connection outlive a power cut. */
    abstract void force(Connection connection) throws SQLException;
}
