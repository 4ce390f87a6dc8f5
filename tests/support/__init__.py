"""What the tests of the server stand on: databases of their own, a server within reach, clients of both sockets."""
