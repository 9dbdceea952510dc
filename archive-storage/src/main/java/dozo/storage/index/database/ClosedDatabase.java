package dozo.storage.index.database;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Tells when an embedded database that its disk closed can be written again. */
final class ClosedDatabase {

    /** A start applies journals, and the disk shall not be full again at once. */
    private static final long LEAST_ROOM_BYTES = 64L * 1024 * 1024;

    private ClosedDatabase() {}

    /** Whether the database opens anew, on a disk that takes writes and has room. */
    static boolean isWritable(Database database) {
        try (Connection connection = database.connect(Database.READER_NAME);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select database_path()")) {
            if (!row.next() || row.getString(1) == null) {
                return false;
            }
            FileStore disk = Files.getFileStore(Path.of(row.getString(1)).getParent());
            return !disk.isReadOnly() && disk.getUsableSpace() >= LEAST_ROOM_BYTES;
        } catch (SQLException | IOException e) {
            // Still full or gone, or opened by a connection that H2 has lost sight of: asked again at the next look.
            database.dropConnections();
            return false;
        }
    }
}
