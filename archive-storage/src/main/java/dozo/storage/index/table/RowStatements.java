package dozo.storage.index.table;

import jakarta.persistence.Table;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Inserts and updates rows of the tables of one schema, with the columns that their entities map. The statements are put together
 * once, not for each row. Thread-safe.
 */
final class RowStatements {

    /** @param update sets all columns but the key; nobody updates an entity that is all key */
    private record Statements(String insert, String update, MappedColumns columns) {

        static Statements of(String schema, Class<?> entity) {
            String table = schema + '.' + entity.getAnnotation(Table.class).name();
            MappedColumns columns = MappedColumns.of(entity);
            List<String> names = columns.names();
            String insert = "insert into " + table + " (" + String.join(", ", names) + ") values ("
                    + String.join(", ", Collections.nCopies(names.size(), "?")) + ')';
            return new Statements(insert, columns.update(table), columns);
        }
    }

    private final String schema;
    private final Map<Class<?>, Statements> byEntity;

    RowStatements(String schema, List<Class<?>> entities) {
        this.schema = schema;
        this.byEntity = entities.stream()
                .collect(Collectors.toMap(Function.identity(), entity -> Statements.of(schema, entity)));
    }

    String schema() {
        return schema;
    }

    void insert(Collection<?> rows, RowChanges changes) {
        for (Object row : rows) {
            Statements statements = byEntity.get(row.getClass());
            changes.insert(statements.insert(), statements.columns().values(row));
        }
    }

    /** Writes all that the row holds over what stands under its key. */
    void update(Object row, RowChanges changes) {
        Statements statements = byEntity.get(row.getClass());
        changes.add(statements.update(), statements.columns().valuesForUpdate(row));
    }
}
