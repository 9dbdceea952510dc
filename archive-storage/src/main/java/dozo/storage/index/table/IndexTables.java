package dozo.storage.index.table;

import dozo.core.failure.OperatingFailure;
import dozo.storage.index.database.Database;
import dozo.storage.index.database.DatabaseFailures;
import dozo.storage.index.database.FencedTransaction;
import dozo.storage.index.database.Vendor;
import java.util.List;
import org.hibernate.HibernateException;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/**
 * The tables of one index schema, as they are written. One batch at a time: whoever begins one holds the fence's slot of
 * this schema. Reading goes other ways.
 */
public final class IndexTables implements AutoCloseable {

    private static final List<Class<?>> MAPPED = List.of(
            PatientEntity.class,
            StudyEntity.class,
            StudyTotalEntity.class,
            StudyTermEntity.class,
            SeriesEntity.class,
            SeriesTotalEntity.class,
            InstanceEntity.class,
            LocationEntity.class,
            VolumeEntity.class,
            ConflictEntity.class,
            JournalPositionEntity.class,
            TotalEntity.class);

    private final String schema;
    private final Vendor vendor;
    private final SessionFactory sessions;
    private final RowStatements statements;
    private final KnownKeys known;
    private final RowKeys rowKeys;

    private IndexTables(String schema, Vendor vendor, SessionFactory sessions, int knownKeysMax) {
        this.schema = schema;
        this.vendor = vendor;
        this.sessions = sessions;
        this.statements = new RowStatements(schema, MAPPED);
        this.known = new KnownKeys(knownKeysMax);
        this.rowKeys = new RowKeys(schema);
    }

    /**
     * Maps the tables of a schema that has been migrated.
     *
     * @param knownKeysMax most patients, studies and series, each, remembered between batches
     */
    public static IndexTables map(Database database, String schema, int knownKeysMax) throws OperatingFailure {
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                .applySetting("hibernate.connection.datasource", database.writers())
                .applySetting("hibernate.default_schema", schema)
                .applySetting("hibernate.query.in_clause_parameter_padding", true)
                .applySetting("hibernate.hbm2ddl.auto", "none")
                .build();
        try {
            MetadataSources sources = new MetadataSources(registry);
            MAPPED.forEach(sources::addAnnotatedClass);
            return new IndexTables(
                    schema, database.vendor(), sources.buildMetadata().buildSessionFactory(), knownKeysMax);
        } catch (HibernateException e) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw DatabaseFailures.unavailable("its tables could not be mapped", e);
        }
    }

    public String schema() {
        return schema;
    }

    /** A batch in the transaction, which it ends; the transaction must hold the fence. */
    public TableBatch begin(FencedTransaction transaction, BatchEnding ending) {
        return new TableBatch(this, transaction, ending);
    }

    /** Whether several statements may go to the database as one. */
    boolean takesStatementsTogether() {
        return vendor.takesStatementsTogether();
    }

    SessionFactory sessions() {
        return sessions;
    }

    RowStatements statements() {
        return statements;
    }

    KnownKeys known() {
        return known;
    }

    RowKeys rowKeys() {
        return rowKeys;
    }

    @Override
    public void close() {
        sessions.close();
    }
}
