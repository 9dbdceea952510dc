package dozo.storage.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dozo.core.failure.FailureCode;
import dozo.core.value.Uid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The JSON file beside each data set in quarantine. */
final class QuarantineSidecar {

    private static final JsonFactory JSON = new JsonFactory();

    private QuarantineSidecar() {}

    static byte[] encode(QuarantineEntry entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("id", entry.id());
            json.writeStringField("reason", entry.reason().name());
            json.writeStringField("detail", entry.detail());
            json.writeStringField("received", entry.receivedAt().toString());
            json.writeStringField("calling", entry.callingAeTitle());
            json.writeStringField("called", entry.calledAeTitle());
            json.writeStringField("peer", entry.peerAddress());
            json.writeStringField("abstractSyntax", entry.abstractSyntaxUid().value());
            json.writeStringField("syntax", entry.transferSyntaxUid().value());
            optional(json, "class", entry.sopClassUid());
            optional(json, "instance", entry.sopInstanceUid());
            json.writeNumberField("size", entry.sizeBytes());
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return bytes.toByteArray();
    }

    private static void optional(JsonGenerator json, String name, Optional<Uid> uid) throws IOException {
        if (uid.isPresent()) {
            json.writeStringField(name, uid.get().value());
        }
    }

    /** @throws IOException when the bytes are no whole sidecar */
    static QuarantineEntry decode(byte[] bytes) throws IOException {
        Map<String, String> members = members(bytes);
        try {
            return new QuarantineEntry(
                    required(members, "id"),
                    FailureCode.valueOf(required(members, "reason")),
                    required(members, "detail"),
                    Instant.parse(required(members, "received")),
                    required(members, "calling"),
                    required(members, "called"),
                    required(members, "peer"),
                    new Uid(required(members, "abstractSyntax")),
                    new Uid(required(members, "syntax")),
                    Uid.parse(members.get("class")),
                    Uid.parse(members.get("instance")),
                    Long.parseLong(required(members, "size")));
        } catch (RuntimeException e) {
            throw new IOException("a sidecar has a member without a valid value", e);
        }
    }

    private static String required(Map<String, String> members, String name) throws IOException {
        String value = members.get(name);
        if (value == null) {
            throw new IOException("a sidecar lacks the member " + name);
        }
        return value;
    }

    private static Map<String, String> members(byte[] bytes) throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a sidecar is not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                members.put(name, json.getValueAsString());
            }
        }
        return members;
    }
}
