package dozo.storage.index.control;

import dozo.core.config.AeConfig;
import dozo.core.config.AeRole;
import dozo.core.config.SopClassPolicy;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.core.value.NetworkRange;
import dozo.core.value.Uid;
import dozo.storage.index.database.ActiveDatabase;
import dozo.storage.index.database.ControlSchema;
import dozo.storage.index.database.FenceSlot;
import dozo.storage.index.database.FencedTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The AE table in the control schema. Lists stand in one column, separated by spaces, which none of their values has. */
public final class DatabaseAeTable implements AeTable {

    private static final String TABLE = ControlSchema.APPLICATION_ENTITY;

    private final ActiveDatabase database;

    public DatabaseAeTable(ActiveDatabase database) {
        this.database = database;
    }

    @Override
    public List<AeConfig> all() throws OperatingFailure {
        try (Connection connection = database.database().readers().getConnection();
                PreparedStatement select = connection.prepareStatement("select title, host, port, roles, tls, networks,"
                        + " accept_unknown, allowed, denied from " + TABLE + " order by title");
                ResultSet rows = select.executeQuery()) {
            List<AeConfig> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(entry(rows));
            }
            return entries;
        } catch (SQLException e) {
            throw database.database().failure("the AE table could not be read", e);
        }
    }

    @Override
    public boolean put(AeConfig entry) throws OperatingFailure {
        try (FencedTransaction transaction = database.fence().begin(FenceSlot.CONTROL)) {
            boolean there = delete(transaction.connection(), entry.title());
            insert(transaction.connection(), entry);
            transaction.commit();
            return there;
        } catch (SQLException e) {
            throw database.database().failure("the AE table could not be changed", e);
        }
    }

    @Override
    public boolean remove(AeTitle title) throws OperatingFailure {
        try (FencedTransaction transaction = database.fence().begin(FenceSlot.CONTROL)) {
            boolean there = delete(transaction.connection(), title);
            transaction.commit();
            return there;
        } catch (SQLException e) {
            throw database.database().failure("the AE table could not be changed", e);
        }
    }

    private static boolean delete(Connection connection, AeTitle title) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from " + TABLE + " where title = ?")) {
            delete.setString(1, title.value());
            return delete.executeUpdate() > 0;
        }
    }

    private static void insert(Connection connection, AeConfig entry) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into " + TABLE
                + " (title, host, port, roles, tls, networks, accept_unknown, allowed, denied)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, entry.title().value());
            insert.setString(2, entry.host());
            insert.setInt(3, entry.port());
            insert.setString(4, joined(entry.roles()));
            insert.setBoolean(5, entry.tls());
            insert.setString(6, joined(entry.networks()));
            SopClassPolicy policy = entry.sopClasses().orElse(null);
            if (policy == null) {
                insert.setNull(7, Types.BOOLEAN);
            } else {
                insert.setBoolean(7, policy.acceptUnknown());
            }
            insert.setString(8, policy == null ? "" : joined(policy.allowed()));
            insert.setString(9, policy == null ? "" : joined(policy.denied()));
            insert.executeUpdate();
        }
    }

    private static AeConfig entry(ResultSet row) throws SQLException {
        Set<AeRole> roles = words(row.getString(4)).map(AeRole::valueOf).collect(Collectors.toSet());
        List<NetworkRange> networks = words(row.getString(6))
                .map(text -> NetworkRange.parse(text).orElseThrow())
                .toList();
        boolean acceptUnknown = row.getBoolean(7);
        Optional<SopClassPolicy> policy = row.wasNull()
                ? Optional.empty()
                : Optional.of(new SopClassPolicy(acceptUnknown, uids(row.getString(8)), uids(row.getString(9))));
        return new AeConfig(
                new AeTitle(row.getString(1)),
                row.getString(2),
                row.getInt(3),
                roles,
                row.getBoolean(5),
                networks,
                policy);
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }

    private static Stream<String> words(String text) {
        return text.isEmpty() ? Stream.empty() : Arrays.stream(text.split(" "));
    }

    private static Set<Uid> uids(String text) {
        return words(text).map(Uid::new).collect(Collectors.toSet());
    }
}
