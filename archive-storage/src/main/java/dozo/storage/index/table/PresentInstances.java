package dozo.storage.index.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which instances have rows at all. Nearly every image that arrives is new, so this is the one read that each costs:
 * a statement of few shapes, whose plan the database keeps.
 */
final class PresentInstances {

    private static final Logger LOG = LoggerFactory.getLogger(PresentInstances.class);

    private final Connection connection;
    private final String select;

    PresentInstances(Connection connection, String schema) {
        this.connection = connection;
        this.select = "select distinct sop_instance_uid from " + schema + ".instance where sop_instance_uid in (?";
    }

    /** Those of the UIDs that have a row; the list is no longer than one statement may be. */
    Set<String> among(List<String> sopInstanceUids) throws SQLException {
        Set<String> present = new HashSet<>();
        if (sopInstanceUids.isEmpty()) {
            return present;
        }
        int parameters = nextPowerOfTwo(sopInstanceUids.size());
        String sql = select + String.join("", Collections.nCopies(parameters - 1, ",?")) + ")";
        LOG.trace("{}", sql);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters; i++) {
                // The last one fills up, so that the statement's text is one of few.
                statement.setString(i + 1, sopInstanceUids.get(Math.min(i, sopInstanceUids.size() - 1)));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    present.add(rows.getString(1));
                }
            }
        }
        return present;
    }

    private static int nextPowerOfTwo(int number) {
        return number == 1 ? 1 : Integer.highestOneBit(number - 1) * 2;
    }
}
