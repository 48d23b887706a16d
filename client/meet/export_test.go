package meet

// Checksum is that of an invitation's bytes, for the fuzzer.
var Checksum = checksum
