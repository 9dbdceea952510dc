package dozo.qr.conformance;

import java.util.ArrayList;
import java.util.List;

/** A table of the conformance statement, as Markdown. */
final class Markdown {

    private final List<String> lines = new ArrayList<>();

    Markdown(String... headings) {
        row((Object[]) headings);
        lines.add("| --- ".repeat(headings.length) + "|");
    }

    Markdown row(Object... cells) {
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(cell.toString().replace("|", "\\|"));
        }
        lines.add("| " + String.join(" | ", texts) + " |");
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
