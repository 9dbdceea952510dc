package dozo.storage.index.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Tag;
import dozo.core.dictionary.DataDictionary;
import dozo.storage.index.model.Level;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AttributeLevelsTest {

    @Test
    void everyLineNamesATagByTheKeywordOfTheDictionary() throws Exception {
        int lines = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                AttributeLevels.class.getResourceAsStream("/dozo/storage/index/levels.tsv"), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    String[] fields = line.split("\t");
                    assertEquals(
                            OptionalInt.of(Integer.parseUnsignedInt(fields[0], 16)),
                            DataDictionary.tagOf(fields[1]),
                            fields[1]);
                    lines++;
                }
            }
        }
        assertEquals(AttributeLevels.all().size(), lines, "a tag stands in two lines");
    }

    @Test
    void keepsTheUniqueKeysOfEachLevel() {
        assertEquals(Level.PATIENT, AttributeLevels.of(Tag.PatientID).orElseThrow());
        assertEquals(Level.STUDY, AttributeLevels.of(Tag.StudyInstanceUID).orElseThrow());
        assertEquals(Level.SERIES, AttributeLevels.of(Tag.SeriesInstanceUID).orElseThrow());
        assertEquals(Level.IMAGE, AttributeLevels.of(Tag.SOPInstanceUID).orElseThrow());
        assertTrue(AttributeLevels.of(Tag.PixelData).isEmpty());
    }
}
