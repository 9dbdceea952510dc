package dozo.storage.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dozo.core.value.ContentDigest;
import dozo.core.value.Uid;
import dozo.storage.volume.ObjectPath;
import dozo.storage.volume.VolumeId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of one line, by name. Members that this program does not know are carried along and ignored: a newer program
 * that adds one which must not be ignored raises the format instead.
 */
final class LineMembers {

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, List<String>> values = new HashMap<>();

    private LineMembers() {}

    /** @throws IOException when the bytes are no flat JSON object */
    static LineMembers parse(byte[] line) throws IOException {
        LineMembers members = new LineMembers();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a line is not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                members.values.put(name, value(json));
            }
        }
        return members;
    }

    private static List<String> value(JsonParser json) throws IOException {
        List<String> list = new ArrayList<>();
        JsonToken token = json.nextToken();
        if (token == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (!json.currentToken().isScalarValue()) {
                    json.skipChildren();
                } else {
                    list.add(json.getText());
                }
            }
        } else if (token.isScalarValue()) {
            list.add(json.getText());
        } else {
            json.skipChildren();
        }
        return list;
    }

    String text(String name) throws IOException {
        List<String> value = values.get(name);
        if (value == null || value.size() != 1) {
            throw new IOException("a line lacks the member " + name);
        }
        return value.get(0);
    }

    long number(String name) throws IOException {
        return checked(name, () -> Long.parseLong(text(name)));
    }

    int smallNumber(String name) throws IOException {
        return checked(name, () -> Integer.parseInt(text(name)));
    }

    Uid uid(String name) throws IOException {
        return checked(name, () -> new Uid(text(name)));
    }

    ContentDigest digest(String name) throws IOException {
        return checked(name, () -> new ContentDigest(text(name)));
    }

    ObjectPath path(String name) throws IOException {
        return checked(name, () -> new ObjectPath(text(name)));
    }

    Instant instant(String name) throws IOException {
        return checked(name, () -> Instant.parse(text(name)));
    }

    VolumeId volume(String name) throws IOException {
        return volume(name, text(name));
    }

    List<VolumeId> volumes(String name) throws IOException {
        List<VolumeId> volumes = new ArrayList<>();
        for (String value : values.getOrDefault(name, List.of())) {
            volumes.add(volume(name, value));
        }
        return volumes;
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) throws IOException {
        return checked(name, () -> Enum.valueOf(type, text(name)));
    }

    private static VolumeId volume(String name, String value) throws IOException {
        return VolumeId.parse(value).orElseThrow(() -> new IOException("the member " + name + " is not a volume"));
    }

    interface Conversion<T> {
        T convert() throws IOException;
    }

    /** The value types check themselves; what they refuse is a damaged or foreign line. */
    static <T> T checked(String name, Conversion<T> conversion) throws IOException {
        try {
            return conversion.convert();
        } catch (RuntimeException e) {
            throw new IOException("the member " + name + " has no valid value", e);
        }
    }
}
