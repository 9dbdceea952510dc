package dozo.storage.index.control;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.database.ActiveDatabase;
import dozo.storage.index.database.ControlSchema;
import dozo.storage.index.database.FenceSlot;
import dozo.storage.index.database.FencedTransaction;
import dozo.storage.volume.VolumeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The identities of volumes, and which are behind, in the control schema. */
public final class DatabaseVolumeTable implements VolumeTable {

    private static final String TABLE = ControlSchema.VOLUME;

    private final ActiveDatabase database;

    public DatabaseVolumeTable(ActiveDatabase database) {
        this.database = database;
    }

    @Override
    public Map<String, VolumeId> all() throws OperatingFailure {
        try (Connection connection = database.database().readers().getConnection();
                PreparedStatement select = connection.prepareStatement("select name, id from " + TABLE);
                ResultSet rows = select.executeQuery()) {
            Map<String, VolumeId> identities = new TreeMap<>();
            while (rows.next()) {
                identities.put(rows.getString(1), new VolumeId(rows.getObject(2, UUID.class)));
            }
            return identities;
        } catch (SQLException e) {
            throw database.database().failure("the identities of volumes could not be read", e);
        }
    }

    @Override
    public void put(String name, VolumeId id, Instant at) throws OperatingFailure {
        change("the identity of a volume could not be remembered", connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from " + TABLE + " where name = ?");
                    PreparedStatement insert = connection.prepareStatement(
                            "insert into " + TABLE + " (name, id, behind_since) values (?, ?, ?)")) {
                delete.setString(1, name);
                delete.executeUpdate();
                insert.setString(1, name);
                insert.setObject(2, id.value());
                insert.setLong(3, at.toEpochMilli());
                insert.executeUpdate();
            }
        });
    }

    @Override
    public void remove(String name) throws OperatingFailure {
        change("a volume could not be forgotten", connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from " + TABLE + " where name = ?")) {
                delete.setString(1, name);
                delete.executeUpdate();
            }
        });
    }

    @Override
    public Map<String, Instant> behind() throws OperatingFailure {
        try (Connection connection = database.database().readers().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select name, behind_since from " + TABLE + " where behind_since is not null");
                ResultSet rows = select.executeQuery()) {
            Map<String, Instant> behind = new TreeMap<>();
            while (rows.next()) {
                behind.put(rows.getString(1), Instant.ofEpochMilli(rows.getLong(2)));
            }
            return behind;
        } catch (SQLException e) {
            throw database.database().failure("it could not be read which volumes are behind", e);
        }
    }

    @Override
    public void setBehind(String name, Instant since) throws OperatingFailure {
        change("it could not be remembered that a volume is behind", connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update " + TABLE + " set behind_since = ? where name = ? and behind_since is null")) {
                update.setLong(1, since.toEpochMilli());
                update.setString(2, name);
                update.executeUpdate();
            }
        });
    }

    @Override
    public void setLevel(String name) throws OperatingFailure {
        change("it could not be remembered that a volume is level", connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update " + TABLE + " set behind_since = null where name = ?")) {
                update.setString(1, name);
                update.executeUpdate();
            }
        });
    }

    /** Statements of one transaction. */
    private interface Change {
        void in(Connection connection) throws SQLException;
    }

    private void change(String failure, Change change) throws OperatingFailure {
        try (FencedTransaction transaction = database.fence().begin(FenceSlot.CONTROL)) {
            change.in(transaction.connection());
            transaction.commit();
        } catch (SQLException e) {
            throw database.database().failure(failure, e);
        }
    }
}
