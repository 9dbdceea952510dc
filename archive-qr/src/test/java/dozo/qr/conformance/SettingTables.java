package dozo.qr.conformance;

import dozo.core.config.DicomLimits;
import dozo.core.config.DicomTimeOuts;
import dozo.core.config.QueryConfig;
import dozo.core.config.RetrieveConfig;
import dozo.core.value.ByteSize;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The settings that a peer can feel, with the values they have when nobody sets them. */
final class SettingTables {

    /** One setting: its section, its key in the section, and its value. */
    record Setting(String section, String key, Object value) {

        String path() {
            return section + "." + key;
        }
    }

    private SettingTables() {}

    static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        settings.addAll(of("dicom.limits", DicomLimits.defaults()));
        settings.addAll(of("dicom.time-outs", DicomTimeOuts.defaults()));
        settings.addAll(of("query", QueryConfig.defaults()));
        settings.addAll(of("retrieve", RetrieveConfig.defaults()));
        return settings;
    }

    static String table() {
        Markdown table = new Markdown("Setting", "Default");
        settings().forEach(setting -> table.row("`" + setting.path() + "`", text(setting.value())));
        return table.toString();
    }

    private static List<Setting> of(String section, Record values) {
        List<Setting> settings = new ArrayList<>();
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            try {
                settings.add(new Setting(
                        section,
                        kebab(component.getName()),
                        component.getAccessor().invoke(values)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return settings;
    }

    /** As the configuration file writes it: {@code maxResults} is {@code max-results}. */
    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
        }
        return value instanceof ByteSize size ? size.toString() : value.toString();
    }
}
