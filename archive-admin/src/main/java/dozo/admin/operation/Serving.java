package dozo.admin.operation;

import java.util.List;

/** What a running server says of itself. */
public interface Serving {

    /** When no server runs and a command opened the archive itself. */
    Serving NOBODY = new Serving() {
        @Override
        public boolean isServing() {
            return false;
        }

        @Override
        public List<String> listeners() {
            return List.of();
        }

        @Override
        public int associations() {
            return 0;
        }
    };

    boolean isServing();

    /** Where it listens, such as {@code 127.0.0.1:11112} or {@code 127.0.0.1:2762 (TLS)}. */
    List<String> listeners();

    /** Associations open now. */
    int associations();
}
