/** The one configuration file: read once at start, checked whole, and handed on as an immutable tree of records. */
package dozo.core.config;
