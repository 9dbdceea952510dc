package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import java.lang.reflect.Field;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The columns that a class maps, those of its embedded parts too. Statements past the mapping layer take their columns from
 * here, so that each column stands in one place. Thread-safe.
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

    private record Part(Field field, MappedColumns columns) {}

    private final List<MappedColumn> columns = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    private MappedColumns() {}

    /** Of an entity, or of a part embedded in entities. */
    static MappedColumns of(Class<?> mapped) {
        MappedColumns found = new MappedColumns();
        for (Field field : mapped.getDeclaredFields()) {
            Column column = field.getAnnotation(Column.class);
            if (column != null) {
                found.columns.add(new MappedColumn(column.name(), typeOf(field), field));
            } else if (field.isAnnotationPresent(Embedded.class)) {
                found.parts.add(new Part(field, of(field.getType())));
            }
        }
        return found;
    }

    private static JDBCType typeOf(Field field) {
        JDBCType type = TYPES.get(field.getType());
        if (type == null) {
            throw new IllegalArgumentException("no column holds what is in " + field);
        }
        return type;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        columns.forEach(column -> names.add(column.name()));
        parts.forEach(part -> names.addAll(part.columns().names()));
        return names;
    }

    /** For the part of an update that says what is set. */
    String assignments() {
        return names().stream().map(name -> name + " = ?").collect(Collectors.joining(", "));
    }

    /** The values of a row in the order of {@link #names}, where there is none the column's type, and others behind them. */
    Object[] values(Object row, Object... others) {
        List<Object> values = new ArrayList<>();
        addValues(row, values);
        values.addAll(Arrays.asList(others));
        return values.toArray();
    }

    private void addValues(Object row, List<Object> values) {
        for (MappedColumn column : columns) {
            Object value = get(column.field(), row);
            values.add(value == null ? column.type() : value);
        }
        for (Part part : parts) {
            part.columns().addValues(get(part.field(), row), values);
        }
    }

    private static Object get(Field field, Object row) {
        try {
            return field.get(row);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a mapped field is closed to its own package", e);
        }
    }
}
