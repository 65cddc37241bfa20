"""The inbox: what waits for somebody. It decides nothing and keeps no state but what facts say, hence no use cases."""
