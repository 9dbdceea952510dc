package dozo.storage.index.control;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.storage.index.database.ActiveDatabase;
import dozo.storage.index.database.ControlSchema;
import dozo.storage.index.database.FenceSlot;
import dozo.storage.index.database.FencedTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Storage Commitment transactions in the control schema. */
public final class DatabaseCommitmentTable implements CommitmentTable {

    private static final String TABLE = ControlSchema.COMMITMENT;
    private static final String REFERENCES = ControlSchema.COMMITMENT_REFERENCE;
    private static final String KEY = " where requester = ? and transaction_uid = ?";

    private final ActiveDatabase database;

    public DatabaseCommitmentTable(ActiveDatabase database) {
        this.database = database;
    }

    @Override
    public boolean add(CommitmentTransaction transaction) throws OperatingFailure {
        try (FencedTransaction write = database.fence().begin(FenceSlot.CONTROL)) {
            Connection connection = write.connection();
            if (exists(connection, transaction.requester(), transaction.transactionUid())) {
                return false;
            }
            insert(connection, transaction);
            insertReferences(connection, transaction);
            write.commit();
            return true;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static boolean exists(Connection connection, AeTitle requester, Uid uid) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from " + TABLE + KEY)) {
            key(select, 1, requester, uid);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void insert(Connection connection, CommitmentTransaction transaction) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into " + TABLE
                + " (requester, transaction_uid, requested_at, attempts, next_attempt_at) values (?, ?, ?, ?, ?)")) {
            key(insert, 1, transaction.requester(), transaction.transactionUid());
            insert.setLong(3, transaction.requestedAt().toEpochMilli());
            insert.setInt(4, transaction.attempts());
            insert.setLong(5, transaction.nextAttemptAt().toEpochMilli());
            insert.executeUpdate();
        }
    }

    private static void insertReferences(Connection connection, CommitmentTransaction transaction) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into " + REFERENCES
                + " (requester, transaction_uid, ordinal, sop_class_uid, sop_instance_uid) values (?, ?, ?, ?, ?)")) {
            int ordinal = 0;
            for (CommitmentReference reference : transaction.references()) {
                key(insert, 1, transaction.requester(), transaction.transactionUid());
                insert.setInt(3, ordinal++);
                insert.setString(4, reference.sopClassUid().value());
                insert.setString(5, reference.sopInstanceUid().value());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public List<CommitmentTransaction> due(Instant now, int limit) throws OperatingFailure {
        try (Connection connection = database.database().readers().getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select requester, transaction_uid, requested_at,"
                                + " attempts, next_attempt_at from " + TABLE + " where next_attempt_at <= ?"
                                + " order by next_attempt_at, requester, transaction_uid limit " + limit)) {
            select.setLong(1, now.toEpochMilli());
            List<CommitmentTransaction> due = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    AeTitle requester = new AeTitle(rows.getString(1));
                    Uid uid = new Uid(rows.getString(2));
                    due.add(new CommitmentTransaction(
                            uid,
                            requester,
                            Instant.ofEpochMilli(rows.getLong(3)),
                            references(connection, requester, uid),
                            rows.getInt(4),
                            Instant.ofEpochMilli(rows.getLong(5))));
                }
            }
            return due;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static List<CommitmentReference> references(Connection connection, AeTitle requester, Uid uid)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select sop_class_uid, sop_instance_uid from " + REFERENCES + KEY + " order by ordinal")) {
            key(select, 1, requester, uid);
            List<CommitmentReference> references = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    references.add(new CommitmentReference(new Uid(rows.getString(1)), new Uid(rows.getString(2))));
                }
            }
            return references;
        }
    }

    @Override
    public Optional<Instant> nextDue() throws OperatingFailure {
        try (Connection connection = database.database().readers().getConnection();
                PreparedStatement select = connection.prepareStatement("select min(next_attempt_at) from " + TABLE);
                ResultSet row = select.executeQuery()) {
            row.next();
            long millis = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void postpone(AeTitle requester, Uid transactionUid, Instant nextAttemptAt) throws OperatingFailure {
        try (FencedTransaction write = database.fence().begin(FenceSlot.CONTROL);
                PreparedStatement update = write.connection()
                        .prepareStatement(
                                "update " + TABLE + " set attempts = attempts + 1, next_attempt_at = ?" + KEY)) {
            update.setLong(1, nextAttemptAt.toEpochMilli());
            key(update, 2, requester, transactionUid);
            update.executeUpdate();
            write.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void hurry(Instant latest) throws OperatingFailure {
        try (FencedTransaction write = database.fence().begin(FenceSlot.CONTROL);
                PreparedStatement update = write.connection()
                        .prepareStatement("update " + TABLE + " set next_attempt_at = ? where next_attempt_at > ?")) {
            update.setLong(1, latest.toEpochMilli());
            update.setLong(2, latest.toEpochMilli());
            update.executeUpdate();
            write.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean remove(AeTitle requester, Uid transactionUid) throws OperatingFailure {
        try (FencedTransaction write = database.fence().begin(FenceSlot.CONTROL);
                PreparedStatement delete = write.connection().prepareStatement("delete from " + TABLE + KEY)) {
            key(delete, 1, requester, transactionUid);
            boolean there = delete.executeUpdate() > 0;
            write.commit();
            return there;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public long count() throws OperatingFailure {
        try (Connection connection = database.database().readers().getConnection();
                PreparedStatement select = connection.prepareStatement("select count(*) from " + TABLE);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void key(PreparedStatement statement, int from, AeTitle requester, Uid uid) throws SQLException {
        statement.setString(from, requester.value());
        statement.setString(from + 1, uid.value());
    }

    private OperatingFailure failed(SQLException e) {
        return database.database().failure("Storage Commitment transactions could not be read or written", e);
    }
}
