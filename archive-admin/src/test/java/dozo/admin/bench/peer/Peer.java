package dozo.admin.bench.peer;

import dozo.admin.bench.wire.Target;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** One running archive. Closing it stops its processes; its folder is the caller's. Not thread-safe. */
public interface Peer extends AutoCloseable {

    /** Which one it is. */
    PeerKind kind();

    /** How to call it. */
    Target target();

    /** Its server processes, those of its database among them. */
    ProcessTree processes();

    /** How many instances it says it holds; empty when it keeps no count. */
    OptionalLong instances() throws IOException;

    /** Has it test what it holds. @return what was wrong; empty when nothing was, or when it has no such test */
    default Optional<String> verify() throws IOException {
        return Optional.empty();
    }

    @Override
    void close() throws IOException;
}
