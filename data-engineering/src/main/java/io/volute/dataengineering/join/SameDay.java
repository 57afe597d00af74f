package io.volute.dataengineering.join;

/** Whether a value of a day was known to a decision of that day, where one of them has no time of day. */
public enum SameDay {
    /** It was. */
    INCLUSIVE,
    /** It was known from the next day on. */
    EXCLUSIVE
}
