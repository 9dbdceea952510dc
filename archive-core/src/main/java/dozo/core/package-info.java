/** What an image is and how it is spoken: the ground floor, which imports no other room of Dozo. */
package dozo.core;
