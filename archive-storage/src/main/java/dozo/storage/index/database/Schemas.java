package dozo.storage.index.database;

import dozo.core.failure.OperatingFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which schemas there are, which of them is in use, and how they are made. Used by the holder of the role only. */
public final class Schemas {

    private static final Logger LOG = LoggerFactory.getLogger(Schemas.class);

    /** What an index schema is for. */
    public enum State {
        /** In use. */
        LIVE,
        /** Being filled. */
        BUILDING,
        /** No longer in use; dropped when the last query has left it, at the latest by the next start. */
        RETIRED
    }

    private static final String PREFIX = "dozo_index_";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,9})");

    private final Database database;

    Schemas(Database database) {
        this.database = database;
    }

    /**
     * Makes or updates the control schema. The role must be held. On H2 a script may be found half done, in tables that are in
     * use: so each from the fourth on can be done again.
     */
    void migrateControl() throws OperatingFailure {
        try (Pen.Stroke stroke = database.pen().take()) {
            if (database.vendor().keepsTablesOfBrokenScripts() && !wasEverInUse()) {
                dropWhatIsHalfMade(ControlSchema.NAME);
            }
            flyway(ControlSchema.NAME, "classpath:dozo/storage/index/control").migrate();
        } catch (FlywayException e) {
            throw DatabaseFailures.schemaUnfit(e);
        }
    }

    /** Makes or updates an index schema. */
    public void migrateIndex(String name) throws OperatingFailure {
        try (Pen.Stroke stroke = database.pen().take()) {
            Flyway flyway = flyway(checked(name), "classpath:dozo/storage/index/schema");
            if (!isMade(flyway)) {
                dropWhatIsHalfMade(checked(name));
            } else if (flyway.info().pending().length > 0) {
                // It takes a minute or two for a million studies, and nobody is served before.
                LOG.info(
                        "The index is brought up to the layout of this release, in place. Associations are accepted behind"
                                + " that; broken off, it begins again at the next start.");
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw DatabaseFailures.schemaUnfit(e);
        }
    }

    private Flyway flyway(String schema, String scripts) {
        return Flyway.configure()
                .dataSource(database.writers())
                .schemas(schema)
                .defaultSchema(schema)
                .locations(scripts)
                .placeholders(database.vendor().placeholders())
                // What a later release has made is not passed over: this one would write beside it.
                .ignoreMigrationPatterns(new String[0])
                .load();
    }

    /** Whether its first script was done to the end. Before that the schema is not opened, so nothing is in it. */
    private static boolean isMade(Flyway flyway) {
        return Arrays.stream(flyway.info().applied())
                .anyMatch(script ->
                        script.getVersion() != null && !script.getState().isFailed());
    }

    /**
     * Whether an epoch was ever given: it is the first thing written to the control tables and forced before any other, so
     * without it they hold nothing, however many of them there are.
     */
    private boolean wasEverInUse() throws OperatingFailure {
        try (Connection connection = database.writers().getConnection();
                ResultSet fence = connection.getMetaData().getTables(null, ControlSchema.NAME, "fence", null)) {
            return fence.next() && Fence.highest(connection) > 0;
        } catch (SQLException e) {
            throw database.failure("its fence could not be read", e);
        }
    }

    /** What a process left that died among the tables of a schema: some of them, which cannot be made again. */
    private void dropWhatIsHalfMade(String name) throws OperatingFailure {
        try (Connection connection = database.writers().getConnection();
                Statement drop = connection.createStatement()) {
            drop.execute("drop schema if exists " + name + " cascade");
        } catch (SQLException e) {
            throw database.failure("a schema that was half made could not be dropped", e);
        }
    }

    /** The schema in this state, if there is one. */
    public Optional<String> inState(State state) throws OperatingFailure {
        return allInState(state).stream().findFirst();
    }

    List<String> allInState(State state) throws OperatingFailure {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.writers().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select name from " + ControlSchema.INDEX_SCHEMA + " where state = ? order by name")) {
            select.setString(1, state.name());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    names.add(checked(rows.getString(1)));
                }
            }
        } catch (SQLException e) {
            throw database.failure("its schemas could not be listed", e);
        }
        return names;
    }

    /** Registers a name not used before, in this state, within the transaction. */
    public String register(FencedTransaction transaction, State state, long nowMillis) throws OperatingFailure {
        Connection connection = transaction.connection();
        try (Statement select = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into " + ControlSchema.INDEX_SCHEMA + " (name, state, created_at) values (?, ?, ?)")) {
            int last = 0;
            try (ResultSet rows = select.executeQuery("select name from " + ControlSchema.INDEX_SCHEMA)) {
                while (rows.next()) {
                    last = Math.max(
                            last, Integer.parseInt(checked(rows.getString(1)).substring(PREFIX.length())));
                }
            }
            String name = PREFIX + (last + 1);
            insert.setString(1, name);
            insert.setString(2, state.name());
            insert.setLong(3, nowMillis);
            insert.executeUpdate();
            return name;
        } catch (SQLException e) {
            throw database.failure("a schema could not be registered", e);
        }
    }

    /**
     * Moves one schema from one state to another within the transaction.
     *
     * @throws OperatingFailure INDEX_SCHEMA_UNFIT when the schema is not in that state, so that the caller must not commit
     */
    public void move(FencedTransaction transaction, String name, State from, State to) throws OperatingFailure {
        try (PreparedStatement update = transaction
                .connection()
                .prepareStatement(
                        "update " + ControlSchema.INDEX_SCHEMA + " set state = ? where name = ? and state = ?")) {
            update.setString(1, to.name());
            update.setString(2, checked(name));
            update.setString(3, from.name());
            if (update.executeUpdate() != 1) {
                throw DatabaseFailures.notInState(name, from);
            }
        } catch (SQLException e) {
            throw database.failure("a schema could not change its state", e);
        }
    }

    /** Drops every retired schema. The registration goes last, so that an interrupted drop is done again. */
    void dropRetired() throws OperatingFailure {
        for (String name : allInState(State.RETIRED)) {
            drop(name);
        }
    }

    /** Drops the schema with everything in it, and its registration. */
    public void drop(String name) throws OperatingFailure {
        try (Connection connection = database.writers().getConnection();
                Statement drop = connection.createStatement();
                PreparedStatement delete =
                        connection.prepareStatement("delete from " + ControlSchema.INDEX_SCHEMA + " where name = ?");
                Pen.Stroke stroke = database.pen().take()) {
            drop.execute("drop schema if exists " + checked(name) + " cascade");
            delete.setString(1, name);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw database.failure("a schema could not be dropped", e);
        }
    }

    /** Schema names become part of SQL text. */
    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalStateException("not the name of an index schema");
        }
        return name;
    }
}
