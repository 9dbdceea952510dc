package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import java.lang.reflect.Field;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns that an entity maps. Statements past the mapping layer take their columns from here, so that each column stands
 * in one place. Thread-safe.
 */
final class MappedColumns {

    private static final Map<Class<?>, JDBCType> TYPES = Map.of(
            int.class, JDBCType.INTEGER,
            Integer.class, JDBCType.INTEGER,
            long.class, JDBCType.BIGINT,
            Long.class, JDBCType.BIGINT,
            boolean.class, JDBCType.BOOLEAN,
            String.class, JDBCType.VARCHAR,
            byte[].class, JDBCType.VARBINARY,
            UUID.class, JDBCType.OTHER);

    private record MappedColumn(String name, JDBCType type, Field field) {}

    private final List<MappedColumn> columns;
    /** All but the key, and then the key. */
    private final List<MappedColumn> keyLast;

    private final String assignments;

    private MappedColumns(List<MappedColumn> columns) {
        this.columns = columns;
        List<MappedColumn> key = columns.stream().filter(MappedColumns::isKey).toList();
        List<MappedColumn> others =
                columns.stream().filter(column -> !isKey(column)).toList();
        this.keyLast = Stream.concat(others.stream(), key.stream()).toList();
        this.assignments = " set " + parameters(others, ", ") + " where " + parameters(key, " and ");
    }

    static MappedColumns of(Class<?> mapped) {
        List<MappedColumn> found = new ArrayList<>();
        for (Field field : mapped.getDeclaredFields()) {
            Column column = field.getAnnotation(Column.class);
            if (column != null) {
                found.add(new MappedColumn(column.name(), typeOf(field), field));
            }
        }
        return new MappedColumns(List.copyOf(found));
    }

    private static boolean isKey(MappedColumn column) {
        return column.field().isAnnotationPresent(Id.class);
    }

    private static JDBCType typeOf(Field field) {
        JDBCType type = TYPES.get(field.getType());
        if (type == null) {
            throw new IllegalArgumentException("no column holds what is in " + field);
        }
        return type;
    }

    List<String> names() {
        return columns.stream().map(MappedColumn::name).toList();
    }

    /** The values of a row in the order of {@link #names}, where there is none the column's type. */
    Object[] values(Object row) {
        return columns.stream().map(column -> value(column, row)).toArray();
    }

    /** A statement that sets all columns but the key of the row that has it. */
    String update(String table) {
        return "update " + table + assignments;
    }

    /** The values of a row as {@link #update} takes them. */
    Object[] valuesForUpdate(Object row) {
        return keyLast.stream().map(column -> value(column, row)).toArray();
    }

    private static String parameters(List<MappedColumn> columns, String between) {
        return columns.stream().map(column -> column.name() + " = ?").collect(Collectors.joining(between));
    }

    private static Object value(MappedColumn column, Object row) {
        try {
            Object value = column.field().get(row);
            return value == null ? column.type() : value;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a mapped field is closed to its own package", e);
        }
    }
}
