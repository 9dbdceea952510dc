package dozo.qr.conformance;

import dozo.core.dataset.Tag;
import dozo.core.dimse.DimseStatus;
import dozo.qr.find.KeyTable;
import dozo.qr.model.InformationModel;
import dozo.storage.index.model.Level;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Tables of levels, keys and outcomes of C-FIND. */
final class QueryTables {

    private QueryTables() {}

    static String levels() {
        Markdown table = new Markdown("Information model", "Levels", "Unique keys");
        for (InformationModel model : InformationModel.values()) {
            table.row(
                    model.title(),
                    Arrays.stream(Level.values())
                            .filter(model::has)
                            .map(Level::term)
                            .collect(Collectors.joining(", ")),
                    Arrays.stream(Level.values())
                            .filter(model::has)
                            .map(level -> Tag.toString(InformationModel.uniqueKey(level)))
                            .collect(Collectors.joining(", ")));
        }
        return table.toString();
    }

    static String keys() {
        Markdown table = new Markdown("Level", "Tag", "Attribute", "VR", "Matching");
        for (KeyTable.Line line : KeyTable.lines()) {
            table.row(line.level(), Tag.toString(line.tag()), line.name(), line.vr(), line.matching());
        }
        return table.toString();
    }

    static String outcomes() {
        Markdown table = new Markdown("Status", "Error Comment");
        KeyTable.outcomes()
                .values()
                .forEach(outcome -> table.row(DimseStatus.toString((int) outcome.get(0)), outcome.get(1)));
        return table.toString();
    }
}
