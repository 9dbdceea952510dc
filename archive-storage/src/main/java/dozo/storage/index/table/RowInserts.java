package dozo.storage.index.table;

import jakarta.persistence.Table;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Inserts rows into the tables of one schema, with the columns that their entities map. Thread-safe. */
final class RowInserts {

    private record Insert(String sql, MappedColumns columns) {

        static Insert into(String schema, Class<?> entity) {
            MappedColumns columns = MappedColumns.of(entity);
            List<String> names = columns.names();
            String sql = "insert into " + schema + '.'
                    + entity.getAnnotation(Table.class).name()
                    + " (" + String.join(", ", names) + ") values ("
                    + String.join(", ", Collections.nCopies(names.size(), "?")) + ')';
            return new Insert(sql, columns);
        }
    }

    private final String schema;
    private final Map<Class<?>, Insert> byEntity;

    RowInserts(String schema, List<Class<?>> entities) {
        this.schema = schema;
        this.byEntity =
                entities.stream().collect(Collectors.toMap(Function.identity(), entity -> Insert.into(schema, entity)));
    }

    String schema() {
        return schema;
    }

    void add(Collection<?> rows, RowChanges changes) {
        for (Object row : rows) {
            Insert insert = byEntity.get(row.getClass());
            changes.insert(insert.sql(), insert.columns().values(row));
        }
    }
}
