package dozo.admin.server;

import dozo.core.config.IndexConfig;
import java.nio.file.Path;

class RoundTripH2Test extends RoundTripContract {

    @Override
    IndexConfig database(Path directory) {
        return IndexConfig.defaults(directory);
    }
}
