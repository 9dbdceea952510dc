package dozo.storage.volume;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator set a volume to, kept on the volume itself in numbered files of the directory {@value #DIRECTORY},
 * of which the highest whole one counts: so nothing is overwritten, and a power cut leaves the former state.
 */
final class AdministrativeState {

    static final String DIRECTORY = "state";

    private static final Pattern FILE = Pattern.compile("\\d{8}\\.json");
    private static final int MAX_BYTES = 4096;
    private static final JsonFactory JSON = new JsonFactory();

    private AdministrativeState() {}

    /** The state in force: {@code ONLINE}, {@code DRAINING} or {@code OFFLINE}. */
    static VolumeState read(Disk disk) throws IOException {
        List<String> files = files(disk);
        for (int i = files.size() - 1; i >= 0; i--) {
            VolumeState state = decode(DiskBytes.read(disk, DIRECTORY + "/" + files.get(i), MAX_BYTES));
            if (state != null) {
                return state;
            }
        }
        return VolumeState.ONLINE;
    }

    static void write(Disk disk, VolumeState state, String actor, String reason, Instant at) throws IOException {
        List<String> files = files(disk);
        int number = files.isEmpty()
                ? 1
                : Integer.parseInt(files.get(files.size() - 1).substring(0, 8)) + 1;
        String file = String.format(Locale.ROOT, "%08d.json", number);
        DiskBytes.create(disk, DIRECTORY, file, encode(state, actor, reason, at));
    }

    private static List<String> files(Disk disk) throws IOException {
        return disk.list(DIRECTORY).stream()
                .filter(name -> FILE.matcher(name).matches())
                .toList();
    }

    private static byte[] encode(VolumeState state, String actor, String reason, Instant at) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("state", state.name());
            json.writeStringField("actor", actor);
            json.writeStringField("reason", reason);
            json.writeStringField("at", at.toString());
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return bytes.toByteArray();
    }

    /** Null when the file was not completely written. */
    private static @Nullable VolumeState decode(byte[] bytes) {
        try (JsonParser json = JSON.createParser(bytes)) {
            VolumeState state = null;
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals("state")) {
                    state = VolumeState.valueOf(json.getText());
                }
            }
            return state;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }
}
