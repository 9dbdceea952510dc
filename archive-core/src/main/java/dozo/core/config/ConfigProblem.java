package dozo.core.config;

/**
 * One thing wrong in the configuration.
 *
 * @param line in the file, counted from 1; 0 when it concerns no single line
 * @param key full path of the key, such as {@code dicom.port}; empty when it concerns no single key
 * @param message what is wrong and what would be right
 */
public record ConfigProblem(int line, String key, String message) {

    @Override
    public String toString() {
        String where = line > 0 ? "line " + line + ": " : "";
        return where + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
