package dozo.storage.index.control;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.database.ActiveDatabase;
import dozo.storage.index.database.ControlSchema;
import dozo.storage.index.database.DatabaseFailures;
import dozo.storage.index.database.FenceSlot;
import dozo.storage.index.database.FencedTransaction;
import dozo.storage.volume.VolumeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The identities of volumes in the control schema. */
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
            throw DatabaseFailures.unavailable("the identities of volumes could not be read", e);
        }
    }

    @Override
    public void put(String name, VolumeId id) throws OperatingFailure {
        try (FencedTransaction transaction = database.fence().begin(FenceSlot.CONTROL);
                PreparedStatement delete =
                        transaction.connection().prepareStatement("delete from " + TABLE + " where name = ?");
                PreparedStatement insert = transaction
                        .connection()
                        .prepareStatement("insert into " + TABLE + " (name, id) values (?, ?)")) {
            delete.setString(1, name);
            delete.executeUpdate();
            insert.setString(1, name);
            insert.setObject(2, id.value());
            insert.executeUpdate();
            transaction.commit();
        } catch (SQLException e) {
            throw DatabaseFailures.unavailable("the identity of a volume could not be remembered", e);
        }
    }
}
