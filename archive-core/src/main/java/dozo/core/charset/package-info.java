/** Text in data sets: character sets with code extensions (PS3.5 section 6.1), person names, keys to search by. */
package dozo.core.charset;
