/** The images of a data set are not on this machine; the message says what fetches them. Nothing is wrong with its models. */
export class DataMissingError extends Error {}
