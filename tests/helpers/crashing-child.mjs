// Stands for an engine that crashes when it opens a file.
process.on("message", () => process.kill(process.pid, "SIGSEGV"));
