package dozo.storage.volume;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;

/**
 * The content of a volume's identity file, {@value #FILE}: written once when the volume is initialised, read before every
 * use of it. Immutable.
 *
 * @param name as the operator calls the volume, the same as in the configuration
 */
record VolumeIdentity(VolumeId id, String name) {

    static final String FILE = "DOZO-VOLUME";

    /** The newest layout of a volume that this program writes and reads. */
    static final int FORMAT = 1;

    /** Longest identity file in bytes: what is longer is none. */
    static final int MAX_BYTES = 4096;

    private static final JsonFactory JSON = new JsonFactory();

    VolumeIdentity {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("dozo", "volume");
            json.writeNumberField("format", FORMAT);
            json.writeStringField("uuid", id.toString());
            json.writeStringField("name", name);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new IllegalStateException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when the bytes are no identity file, or one of a newer format; the message says which */
    static VolumeIdentity decode(byte[] bytes) throws IOException {
        String kind = null;
        String uuid = null;
        String name = null;
        int format = 0;
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "dozo" -> kind = json.getValueAsString();
                    case "format" -> format = json.getValueAsInt();
                    case "uuid" -> uuid = json.getValueAsString();
                    case "name" -> name = json.getValueAsString();
                    default -> json.skipChildren();
                }
            }
        }
        if (format > FORMAT) {
            throw new IOException("its format is " + format + ", newer than this program's " + FORMAT);
        }
        VolumeId id = VolumeId.parse(uuid).orElseThrow(() -> new IOException("it has no valid uuid"));
        if (!"volume".equals(kind) || format < 1 || name == null) {
            throw new IOException("it lacks one of the members dozo, format and name");
        }
        return new VolumeIdentity(id, name);
    }
}
