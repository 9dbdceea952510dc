package dozo.storage.index.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.persistence.Column;
import java.sql.JDBCType;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappedColumnsTest {

    @Test
    void valuesStandInTheOrderOfTheNamesAndATypeStandsForNull() {
        MappedColumns columns = MappedColumns.of(LocationEntity.class);
        LocationEntity row = new LocationEntity();
        row.instancePk = 7;
        row.ordinal = 1;
        row.volumePk = 2;

        assertEquals(List.of("instance_pk", "ordinal", "volume_pk", "path"), columns.names());
        assertArrayEquals(new Object[] {7L, 1, 2, JDBCType.VARCHAR}, columns.values(row));
    }

    @Test
    void anUpdateSetsAllButTheKeyAndFindsTheRowByIt() {
        MappedColumns columns = MappedColumns.of(SeriesTotalEntity.class);
        SeriesTotalEntity totals = new SeriesTotalEntity();
        totals.seriesPk = 9;
        totals.instanceCount = 3;
        totals.totalBytes = 30;
        totals.sopClasses = "1.2";

        assertEquals("series_pk", columns.names().get(0));
        assertEquals(
                "update t set instance_count = ?, total_bytes = ?, sop_classes = ? where series_pk = ?",
                columns.update("t"));
        assertArrayEquals(new Object[] {3L, 30L, "1.2", 9L}, columns.valuesForUpdate(totals));
    }

    @Test
    void aFieldOfAnUnknownKindIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> MappedColumns.of(Unknown.class));
    }

    private static class Unknown {
        @Column(name = "unknown")
        Thread field;
    }
}
