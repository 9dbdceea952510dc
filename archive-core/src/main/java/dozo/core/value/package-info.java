/** Values that every room uses, checked when they are made. */
package dozo.core.value;
