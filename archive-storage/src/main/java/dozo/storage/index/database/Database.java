package dozo.storage.index.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dozo.core.config.IndexConfig;
import dozo.core.failure.OperatingFailure;
import dozo.core.thread.PoolThreads;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the index database: a pool for readers and a small one of its own for writers, so that no crowd of queries
 * keeps an image waiting. Thread-safe.
 */
public final class Database implements AutoCloseable {

    /** Marks the connections that write, so that a new active process can end those of its predecessor. */
    static final String WRITER_NAME = "dozo-writer";

    static final String READER_NAME = "dozo-reader";
    static final String ROLE_NAME = "dozo-role";

    /** One for each kind of writer, one for whoever saves, and two for schema work. */
    static final int WRITERS = FenceSlot.values().length + 3;

    /** A server that answers nothing for so long is taken for gone; without this a lost server holds threads for ever. */
    private static final int SOCKET_TIME_OUT_SECONDS = 120;

    /** The pool refuses less. */
    private static final long CONNECTION_TIME_OUT_MIN_MILLIS = 250;

    /** Those that make and mend connections. */
    private static final PoolThreads THREADS = new PoolThreads("index-pool-");

    private final Vendor vendor;
    private final Pen pen;
    private final IndexConfig config;
    private final HikariDataSource readers;
    private @Nullable HikariDataSource writers;
    private volatile @Nullable SQLException closedBy;
    private volatile boolean closed;

    /** Connects nothing yet. @throws IllegalArgumentException when the address is of no known database */
    Database(IndexConfig config, Duration readTimeOut) {
        this.config = config;
        this.vendor = Vendor.of(config.url());
        this.pen = new Pen(vendor);
        this.readers = readerPool(readTimeOut);
    }

    public Vendor vendor() {
        return vendor;
    }

    /** What must be held to change anything. */
    Pen pen() {
        return pen;
    }

    /** For reading: every statement commits on its own. */
    public DataSource readers() {
        return readers;
    }

    /**
     * For writing, under the fence.
     *
     * @throws IllegalStateException before {@link #openWriters}
     */
    public DataSource writers() {
        if (writers == null) {
            throw new IllegalStateException("the writer's role has not been taken");
        }
        return writers;
    }

    /** Opens the writers' pool: after the role was taken and a predecessor's writers were ended. */
    void openWriters() {
        writers = writerPool();
    }

    /**
     * The error by which an embedded database was closed under this process; empty while it was not. Opened again it may lack what
     * was committed last, so only a new start, which reads the journals, may write to it.
     */
    Optional<SQLException> closedBy() {
        return Optional.ofNullable(closedBy);
    }

    /**
     * What to tell whoever asked for something that the database did not do.
     *
     * @return of code INDEX_UNAVAILABLE; NOT_ACTIVE once this was closed, which is no fault of the database
     */
    public OperatingFailure failure(String what, Throwable cause) {
        return closed ? DatabaseFailures.stopped(cause) : DatabaseFailures.unavailable(what, cause);
    }

    /** @throws OperatingFailure NOT_ACTIVE once this was closed */
    void requireOpen() throws OperatingFailure {
        if (closed) {
            throw DatabaseFailures.stopped(null);
        }
    }

    /**
     * Ends what connections are idle, and those in use once they are given back. When H2 ends a database that is no more while
     * another connection opens it anew, it takes the new one for the old one and forgets it; its file then stays locked as long as
     * anybody has a connection to it, and no further one can be made.
     */
    void dropConnections() {
        for (HikariDataSource pool : Arrays.asList(readers, writers)) {
            if (pool != null && pool.getHikariPoolMXBean() != null) {
                pool.getHikariPoolMXBean().softEvictConnections();
            }
        }
    }

    /** A connection outside the pools, which lives until its user closes it. */
    Connection connect(String applicationName) throws SQLException {
        Properties properties = properties(applicationName);
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().reveal());
        return DriverManager.getConnection(vendor.complete(config.url()), properties);
    }

    private HikariDataSource readerPool(Duration readTimeOut) {
        HikariConfig pool = pool(READER_NAME, config.poolSize());
        pool.setReadOnly(vendor == Vendor.POSTGRESQL);
        pool.setConnectionInitSql(vendor.prepareReader(readTimeOut.toMillis()));
        return new HikariDataSource(pool);
    }

    private HikariDataSource writerPool() {
        HikariConfig pool = pool(WRITER_NAME, WRITERS);
        if (vendor == Vendor.POSTGRESQL) {
            // Success means durable (INV-1), whatever the server's default is.
            pool.setConnectionInitSql("set synchronous_commit to on");
        }
        return new HikariDataSource(pool);
    }

    private HikariConfig pool(String name, int size) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setJdbcUrl(vendor.complete(config.url()));
        pool.setUsername(config.user());
        pool.setPassword(config.password().reveal());
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(Math.max(config.connectionTimeOut().toMillis(), CONNECTION_TIME_OUT_MIN_MILLIS));
        // The pool is made before the database may be there; the first use tells.
        pool.setInitializationFailTimeout(-1);
        pool.setDataSourceProperties(properties(name));
        pool.setThreadFactory(THREADS);
        if (vendor == Vendor.H2) {
            pool.setExceptionOverride(new ClosedDatabaseEviction(error -> closedBy = error));
        }
        return pool;
    }

    private Properties properties(String applicationName) {
        Properties properties = new Properties();
        if (vendor == Vendor.POSTGRESQL) {
            properties.setProperty("ApplicationName", applicationName);
            properties.setProperty("reWriteBatchedInserts", "true");
            properties.setProperty("tcpKeepAlive", "true");
            if (!config.url().contains("socketTimeout=")) {
                properties.setProperty("socketTimeout", Integer.toString(SOCKET_TIME_OUT_SECONDS));
            }
            if (!config.url().contains("connectTimeout=")) {
                long seconds = TimeUnit.MILLISECONDS.toSeconds(
                        config.connectionTimeOut().toMillis());
                properties.setProperty("connectTimeout", Long.toString(Math.max(seconds, 1)));
            }
        }
        return properties;
    }

    /** Ends connections in use, too. */
    @Override
    public void close() {
        closed = true;
        if (writers != null) {
            writers.close();
        }
        readers.close();
    }
}
