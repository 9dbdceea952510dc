/** The data dictionary of PS3.6 and PS3.7, private elements, and the registry of UIDs, read from generated tables. */
package dozo.core.dictionary;
