package dozo.admin.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.integrity.Progress;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lines of the control protocol, each one JSON object in UTF-8. */
final class ControlMessage {

    static final ObjectMapper JSON = new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    private ControlMessage() {}

    /** The only line from a command. */
    record Request(String operation, JsonNode request) {
        Request {
            Objects.requireNonNull(operation, "operation");
            if (!request.isObject()) {
                throw new IllegalArgumentException("a request has its parameters in an object");
            }
        }
    }

    /** A line from the server: one of the three is not null; progress any number of times, then answer or failure. */
    record Reply(@Nullable Progress progress, @Nullable JsonNode answer, @Nullable Failure failure) {

        static Reply of(Progress progress) {
            return new Reply(progress, null, null);
        }

        static Reply of(Record answer) {
            return new Reply(null, JSON.valueToTree(answer), null);
        }

        static Reply of(OperatingFailure failure) {
            return new Reply(null, null, new Failure(failure.code().name(), failure.getMessage()));
        }
    }

    /**
     * Why an operation could not be done.
     *
     * @param code name of a {@link FailureCode}
     * @param message for the person who asked
     */
    record Failure(String code, String message) {

        OperatingFailure asException() {
            FailureCode known = Arrays.stream(FailureCode.values())
                    .filter(candidate -> candidate.name().equals(code))
                    .findFirst()
                    .orElse(FailureCode.INTERNAL);
            return new OperatingFailure(known, message);
        }
    }

    static byte[] encode(Record message) throws JsonProcessingException {
        return JSON.writeValueAsBytes(message);
    }
}
