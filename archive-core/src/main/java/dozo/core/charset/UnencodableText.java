package dozo.core.charset;

import java.util.List;

/**
 * A text holds a character that the character set lacks. A bug of the caller, who asks
 * {@link SpecificCharacterSet#canEncode} first; so that no character is ever silently replaced. The message does not
 * tell the text.
 */
public final class UnencodableText extends IllegalArgumentException {

    UnencodableText(List<String> terms) {
        super("text has a character outside of Specific Character Set " + String.join("\\", terms));
    }
}
